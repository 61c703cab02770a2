/** Stories told through a real browser, over the whole application with its demo. */
package ovation.browser;
