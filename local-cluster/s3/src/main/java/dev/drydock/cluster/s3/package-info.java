/** An S3 endpoint on this machine's disk. */
package dev.drydock.cluster.s3;
