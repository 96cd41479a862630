package dev.drydock.cluster.hadoop;

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
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Puts {@link BrowserRules} before the DataNode's web server, which is Netty and knows no servlets.
 */
@ChannelHandler.Sharable
public final class DataNodeGuard extends SimpleChannelInboundHandler<HttpRequest> {
  /** The DataNode calls this by its name, and hands what it returns to each handler it makes. */
  public static Void initializeState(Configuration configuration) {
    return null;
  }

  public DataNodeGuard(Void state) {
    // The DataNode makes one for all connections. What passes is the next handler's to release.
    super(false);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpRequest request) {
    HttpHeaders headers = request.headers();
    Optional<String> refusal =
        BrowserRules.refusal(
            ((InetSocketAddress) context.channel().remoteAddress()).getAddress().getHostAddress(),
            request.method().name(),
            request.uri(),
            headers.get(HttpHeaderNames.HOST),
            headers.get(HttpHeaderNames.ORIGIN),
            headers.get("Sec-Fetch-Site"));
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
