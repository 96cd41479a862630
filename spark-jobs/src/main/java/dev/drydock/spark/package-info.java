/** Word counts as Spark jobs. */
package dev.drydock.spark;
