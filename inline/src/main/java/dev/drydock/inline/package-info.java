/** Word counts in one JVM without an engine, and the file operations of the command. */
package dev.drydock.inline;
