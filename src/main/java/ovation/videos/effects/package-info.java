/** Effects of the camera: their rows, their pictures, what a script may hold, and the tray. */
@NullMarked
package ovation.videos.effects;

import org.jspecify.annotations.NullMarked;
