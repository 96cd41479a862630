/**
 * What every store must do, as tests that every server passes or has a pinned gap in: one abstract
 * class a capability. A server's class extends them in nested classes:
 *
 * <pre>{@code
 * class S3ObjectStoreS3ProxyIT {
 *   @Nested
 *   class Objects extends ObjectStoreContract {
 *     @Override
 *     protected StorageServer server() { ... }
 *
 *     @Test
 *     @Override
 *     protected void keepsDoubleSlashes() {
 *       gap("403", super::keepsDoubleSlashes, "access denied");
 *     }
 *   }
 * }
 * }</pre>
 */
package dev.drydock.cloud.contracts;
