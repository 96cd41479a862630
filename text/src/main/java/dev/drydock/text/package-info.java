/** Splitting UTF-8 text into words, and counting them. */
package dev.drydock.text;
