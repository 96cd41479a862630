package dev.drydock.cluster.gcs.store;

import java.io.IOException;

/** The disk of the store is full. Nothing has been kept of what was to be stored. */
public final class StoreFullException extends IOException {
  private static final long serialVersionUID = 1L;

  StoreFullException(Exception cause) {
    super("the disk of the store is full: " + cause.getMessage(), cause);
  }
}
