/** The application's root: the main class only. The modules are the packages below it. */
@NullMarked
package ovation;

import org.jspecify.annotations.NullMarked;
