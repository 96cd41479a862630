/** The verbs, as a user types them. */
package dev.drydock.storage.commands;
