import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// A connection of HTTP/1.1 with `TargetRewriter` in front of the parser, and without idle ones that stay for ever.
struct PlainConnection: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    let http: HTTP1Channel

    /// Idle connections end after so long.
    static let idle = TimeAmount.seconds(75)

    static func builder() -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            PlainConnection(http: HTTP1Channel(responder: responder, configuration: .init(idleTimeout: idle)))
        }
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(TargetHandler())
        }.flatMap { http.setup(channel: channel, logger: logger) }
    }

    func handle(value: Value, logger: Logger) async {
        await http.handle(value: value, logger: logger)
    }
}

/// Feeds a connection's bytes through `TargetRewriter`.
final class TargetHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private var rewriter = TargetRewriter()

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !rewriter.isDone else { return context.fireChannelRead(data) }
        let bytes = rewriter.rewrite(unwrapInboundIn(data).readableBytesView)
        context.fireChannelRead(wrapInboundOut(context.channel.allocator.buffer(bytes: bytes)))
    }
}
