/** Counts words, then ranks them. */
package dev.drydock.mapreduce.topwords;
