/**
 * What every store must do, as tests that every server passes or has a pinned gap in: one abstract
 * class a capability. A server's class extends them in nested classes:
 *
 * <pre>{@code
 * class S3ObjectStoreS3ProxyIT {
 *   @RegisterExtension static final StorageServer SERVER = new StorageServer("S3Proxy");
 *
 *   @BeforeAll
 *   static void connect() {
 *     SERVER.connect(...);
 *   }
 *
 *   @Nested
 *   class Ranges extends RangeReadsContract {}
 *
 *   @Nested
 *   class Objects extends ObjectStoreContract {
 *     @Test
 *     @Override
 *     protected void keepsDoubleSlashes() {
 *       gap("403", super::keepsDoubleSlashes, "access denied");
 *     }
 *   }
 * }
 * }</pre>
 */
package dev.drydock.cloud.objects.contracts;
