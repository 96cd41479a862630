package dev.drydock.cluster.gcs.store;

import java.io.IOException;

/** The disk does not take what is to be stored. Nothing of it has been kept. */
public final class StoreFullException extends IOException {
  private static final long serialVersionUID = 1L;

  StoreFullException(Exception cause) {
    super("the disk of the store takes no more: " + cause.getMessage(), cause);
  }
}
