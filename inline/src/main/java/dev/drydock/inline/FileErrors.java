package dev.drydock.inline;

import dev.drydock.jobs.ErrorLine;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Turns what a file system throws into one line for a user. */
final class FileErrors {
  private FileErrors() {}

  /** Settings with which a service that is down fails within seconds, not minutes. */
  static Configuration impatient(Configuration configuration) {
    configuration.setInt("ipc.client.connect.max.retries", 1);
    configuration.setInt("ipc.client.connect.max.retries.on.timeouts", 1);
    configuration.setInt("fs.s3a.attempts.maximum", 2);
    configuration.setInt("fs.s3a.retry.limit", 1);
    return configuration;
  }

  /** The line for a failed request with these fields, among them the paths. */
  static String line(IOException failure, List<String> fields) {
    String message = String.valueOf(failure.getMessage());
    String line = ErrorLine.of(failure);
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof NoRouteToHostException
          || cause instanceof UnknownHostException) {
        return unreachable(message, fields)
            + ": cannot be reached: is the cluster up? ./drydock up starts it";
      }
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof URISyntaxException syntax) {
        return syntax.getInput()
            + ": is not a path: "
            + syntax.getReason()
            + ": use hdfs:/path, s3a://bucket/path or a local path";
      }
    }
    if (failure instanceof UnsupportedFileSystemException) {
      return line + ": use hdfs:/path, s3a://bucket/path or a local path";
    }
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + ": access denied: check the credentials, or the permissions";
    }
    // None of the libraries at compile time has the class that s3a throws.
    if (line.contains("NoSuchBucket")) {
      return noSuchBucket(line.replaceFirst("^[`']?([^'`: ]+://[^/'`: ]+).*", "$1"));
    }
    return line;
  }

  static String noSuchBucket(String url) {
    return url + ": bucket does not exist: create it first, or name another";
  }

  /** The path on the service that the message is about: HDFS names host and port. */
  private static String unreachable(String message, List<String> fields) {
    List<URI> remote =
        fields.stream()
            .filter(field -> field.contains("://"))
            .map(field -> new Path(field).toUri())
            .toList();
    return remote.stream()
        .filter(uri -> message.contains(String.valueOf(uri.getAuthority())))
        .findFirst()
        .or(() -> remote.stream().findFirst())
        .map(URI::toString)
        .orElse(message);
  }
}
