package dev.drydock.cloud.objects.contracts;

import dev.drydock.cloud.objects.Buckets;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What the contracts of a class run against. The class registers it and connects it once; it gives
 * itself to the contracts that are nested in the class, and closes the connection behind the last.
 */
public final class StorageServer implements ParameterResolver, AfterAllCallback {
  private final String name;
  private Buckets buckets;

  /**
   * @param name heads its column in {@code docs/storage-fidelity.md}
   */
  public StorageServer(String name) {
    this.name = name;
  }

  /**
   * To be called before all tests.
   *
   * @param buckets closed after them
   */
  public void connect(Buckets buckets) {
    this.buckets = buckets;
  }

  String name() {
    return name;
  }

  Buckets buckets() {
    return buckets;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == StorageServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return this;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    // Called for each nested class too.
    boolean outermost = context.getRequiredTestClass().getEnclosingClass() == null;
    if (outermost && buckets != null) {
      buckets.close();
    }
  }
}
