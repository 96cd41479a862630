/** The {@code drydock} command: one small class a verb. */
package dev.drydock.cli;
