/** Text as an input of Hadoop and Spark. */
package dev.drydock.text.input;
