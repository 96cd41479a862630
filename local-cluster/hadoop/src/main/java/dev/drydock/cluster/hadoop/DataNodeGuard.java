package dev.drydock.cluster.hadoop;

import dev.drydock.cluster.server.BrowserRule;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.DFSConfigKeys;
import org.apache.hadoop.net.NetUtils;

/** Applies {@link HadoopRule} to the DataNode's web server, which is Netty and has no servlets. */
@ChannelHandler.Sharable
public final class DataNodeGuard extends SimpleChannelInboundHandler<HttpRequest> {
  private final HadoopRule rule;

  /**
   * The DataNode calls this by its name and passes the result to each handler that it creates.
   *
   * <p>The NameNode's page lets its user upload a file and read the first bytes of one. For both it
   * sends requests from its own origin to the DataNode.
   *
   * @return the origins of the NameNode's pages
   */
  public static Set<String> initializeState(Configuration configuration) {
    String address = configuration.get(DFSConfigKeys.DFS_NAMENODE_HTTP_ADDRESS_KEY);
    if (address == null) {
      return Set.of();
    }
    int port = NetUtils.createSocketAddr(address).getPort();
    return Set.of("http://127.0.0.1:" + port, "http://localhost:" + port);
  }

  public DataNodeGuard(Set<String> pages) {
    // The DataNode makes one guard for all connections. The next handler releases what this one
    // lets pass.
    super(false);
    rule = new HadoopRule(BrowserRule.trusting(pages));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpRequest request) {
    HttpHeaders headers = request.headers();
    QueryStringDecoder uri = new QueryStringDecoder(request.uri());
    Optional<String> refusal =
        rule.refusal(
            new BrowserRule.Request(
                ((InetSocketAddress) context.channel().remoteAddress())
                    .getAddress()
                    .getHostAddress(),
                "http",
                request.method().name(),
                headers::get),
            uri.rawPath(),
            uri.rawQuery().isEmpty() ? null : uri.rawQuery());
    if (refusal.isEmpty()) {
      context.fireChannelRead(request);
      return;
    }
    ReferenceCountUtil.release(request);
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.FORBIDDEN,
            Unpooled.copiedBuffer(refusal.get() + "\n", StandardCharsets.UTF_8));
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
    context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }
}
