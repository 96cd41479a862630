/**
 * The program behind {@code drydock storage}, which works with objects and files of every store.
 * What its packages make public is for each other, and for nothing outside.
 */
package dev.drydock.storage;
