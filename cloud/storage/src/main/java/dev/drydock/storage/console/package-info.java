/** Standard input, output and errors. */
package dev.drydock.storage.console;
