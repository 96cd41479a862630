/** How jobs start, and how they end when something is wrong. */
package dev.drydock.spark.job;
