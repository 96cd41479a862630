/**
 * What tests of all kinds of servers share: contracts whose results are kept in a table, a proxy
 * that breaks connections, a server that never answers, and a way to kill processes at moments that
 * can be repeated.
 *
 * <p>A contract is an abstract class with the checks of one ability. The class of a server extends
 * the contracts in nested classes:
 *
 * <pre>{@code
 * class S3ObjectStoreS3ProxyIT {
 *   @RegisterExtension
 *   static final ServerUnderTest<Buckets> SERVER = new ServerUnderTest<>("S3Proxy");
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
package dev.drydock.testing;
