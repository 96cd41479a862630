package dev.drydock.storage.commands;

import dev.drydock.storage.console.Console;
import dev.drydock.storage.locations.Stores;
import java.nio.file.Path;

/**
 * What every verb works with.
 *
 * @param records the folder of what is known about unfinished transfers
 */
public record Context(Console console, Stores stores, Path records) {}
