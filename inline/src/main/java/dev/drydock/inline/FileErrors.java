package dev.drydock.inline;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.conf.Configuration;

/** Makes one line for a user of what a file system throws. */
final class FileErrors {
  private FileErrors() {}

  /** Settings with which a service that is down is an error within seconds, not minutes. */
  static Configuration impatient(Configuration configuration) {
    configuration.setInt("ipc.client.connect.max.retries", 1);
    configuration.setInt("ipc.client.connect.max.retries.on.timeouts", 1);
    configuration.setInt("fs.s3a.attempts.maximum", 2);
    configuration.setInt("fs.s3a.retry.limit", 1);
    return configuration;
  }

  static String line(IOException failure) {
    String message = failure.getMessage();
    String line =
        message == null ? failure.toString() : message.lines().findFirst().orElse(message);
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof NoRouteToHostException
          || cause instanceof UnknownHostException) {
        return "cannot be reached: is the cluster up? (" + line + ")";
      }
    }
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + ": access denied: check the credentials, or the permissions";
    }
    // The class that s3a throws for it is not among the libraries this is compiled with.
    if (line.contains("NoSuchBucket")) {
      return line.replaceFirst("^[`']?([^'`: ]+://[^/'`: ]+).*", "$1")
          + ": there is no such bucket: make it first, or name another";
    }
    return line;
  }
}
