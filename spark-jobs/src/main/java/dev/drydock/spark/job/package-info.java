/** How jobs start, and how they end when something fails. */
package dev.drydock.spark.job;
