/** Counts words in a table of each mapper. */
package dev.drydock.mapreduce.wordcount;
