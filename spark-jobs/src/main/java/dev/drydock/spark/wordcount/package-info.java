/** Counts words in a table of each partition. */
package dev.drydock.spark.wordcount;
