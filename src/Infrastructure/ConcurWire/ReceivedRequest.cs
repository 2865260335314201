using GroundTransport.Application.Callers;
using GroundTransport.Application.WireLog;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Infrastructure.ConcurWire;

/// <summary>What Concur sent: a <see cref="ReceivedRequest{TCommand}"/>, or a <see cref="MalformedRequest"/>.</summary>
public abstract class ReceivedRequest
{
    private protected ReceivedRequest(Refusal? refusal) => Refusal = refusal;

    /// <summary>The first field that can't be read, in the order of Concur's example; null where everything was read.</summary>
    public Refusal? Refusal { get; }

    public abstract ExchangeKind Kind { get; }

    /// <summary>The message's name, for the log and the notification ledger.</summary>
    public abstract string Name { get; }

    /// <summary>The reservation that the request names; null where it names none.</summary>
    public abstract long? ReservationId { get; }

    /// <summary>Executes the command, if it could be read, and writes the reply.</summary>
    /// <param name="startedAt">When the request arrived, by <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>.</param>
    public abstract Task<MessageReply> Answer(IMediator mediator, long startedAt, CancellationToken ct);
}

/// <summary>A request of one of Concur's messages.</summary>
public sealed class ReceivedRequest<TCommand> : ReceivedRequest
{
    private readonly ConcurMessage<TCommand> message;

    internal ReceivedRequest(ConcurMessage<TCommand> message, ConcurCall call, TCommand command, Refusal? refusal)
        : base(refusal) => (this.message, Call, Command) = (message, call, command);

    public ConcurCall Call { get; }

    /// <summary>Everything that could be read, so that a refusal can echo it; executed only where nothing is refused yet.</summary>
    public TCommand Command { get; }

    public override ExchangeKind Kind => message.Kind;

    public override string Name => message.Name;

    public override long? ReservationId => message.ReservationIdOf(Command);

    public override Task<MessageReply> Answer(IMediator mediator, long startedAt, CancellationToken ct) =>
        message.Answer(this, mediator, startedAt, ct);
}

/// <summary>Not XML, hostile XML, or an unknown root. The reply is HTTP 400 with a bare Error block.</summary>
public sealed class MalformedRequest : ReceivedRequest
{
    internal MalformedRequest(string reason)
        : base(Refusal.Request("", reason))
    {
    }

    public override ExchangeKind Kind => ExchangeKind.Unreadable;

    public override string Name => "Unreadable message";

    public override long? ReservationId => null;

    public override Task<MessageReply> Answer(IMediator mediator, long startedAt, CancellationToken ct) =>
        Task.FromResult(new MessageReply(400, ConcurMessages.BareError(Refusal!)) { Refusal = Refusal });
}
