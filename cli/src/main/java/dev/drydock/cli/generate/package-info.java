/** The verb that writes test data. */
package dev.drydock.cli.generate;
