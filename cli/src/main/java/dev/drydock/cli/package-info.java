/** The {@code drydock} command: one small class for each verb. */
package dev.drydock.cli;
