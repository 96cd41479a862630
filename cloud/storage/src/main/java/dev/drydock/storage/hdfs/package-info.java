/** A folder of HDFS as a store. */
package dev.drydock.storage.hdfs;
