/** The steps from the textbook's word count to the fast one; docs/from-textbook-to-fast.md. */
package dev.drydock.mapreduce.steps;
