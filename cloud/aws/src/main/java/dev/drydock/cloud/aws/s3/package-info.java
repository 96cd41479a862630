/** Amazon S3 behind the interfaces of {@link dev.drydock.cloud.objects}. */
package dev.drydock.cloud.aws.s3;
