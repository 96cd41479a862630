/** The program behind {@code drydock storage}: objects and files of every store, by hand. */
package dev.drydock.storage;
