package dev.drydock.storage;

import java.nio.file.Path;

/**
 * What every verb works with.
 *
 * @param records the folder of what is known of unfinished transfers
 */
record Context(Console console, Stores stores, Path records) {}
