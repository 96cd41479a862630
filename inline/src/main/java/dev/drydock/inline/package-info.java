/** Word counts in one JVM without an engine, and what the command asks of file systems. */
package dev.drydock.inline;
