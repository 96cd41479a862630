package dev.drydock.cluster.gcs.store;

import java.io.IOException;

/** The disk of the store is full. Nothing of the new content has been kept. */
public final class StoreFullException extends IOException {
  private static final long serialVersionUID = 1L;

  StoreFullException(Exception cause) {
    super("the disk of the store is full: " + cause.getMessage(), cause);
  }
}
