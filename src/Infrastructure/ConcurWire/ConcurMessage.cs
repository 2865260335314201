using GroundTransport.Application.Callers;
using GroundTransport.Application.WireLog;
using GroundTransport.Domain;
using GroundTransport.Infrastructure.ConcurWire.Requests;
using GroundTransport.Infrastructure.ConcurWire.Xml;
using MediatR;

namespace GroundTransport.Infrastructure.ConcurWire;

/// <summary>One of the messages that Concur sends; <see cref="ConcurMessages"/> lists them.</summary>
public abstract class ConcurMessage
{
    private protected ConcurMessage(ExchangeKind kind)
    {
        (Kind, Name) = (kind, kind.ToString());
        (RequestRoot, ReplyRoot) = ($"CC_Limo{Name}Request", $"CC_Limo{Name}Reply");
    }

    /// <summary>Its name in the wire log.</summary>
    public ExchangeKind Kind { get; }

    /// <summary>The name that its roots contain, that logs show, and that the notification ledger stores.</summary>
    public string Name { get; }

    /// <summary>The root element of its request.</summary>
    public string RequestRoot { get; }

    /// <summary>The root element of its reply.</summary>
    public string ReplyRoot { get; }

    /// <summary>The reply to a request of which only the root was read: it echoes nothing.</summary>
    public abstract ReadOnlyMemory<byte> Refuse(Refusal refusal);

    internal abstract ReceivedRequest Read(WireElement root, ConcurCall call);
}

/// <summary>A message whose request becomes this command.</summary>
public abstract class ConcurMessage<TCommand> : ConcurMessage
{
    private readonly Func<WireElement, FieldReader, ConcurCall, TCommand> read;

    private protected ConcurMessage(ExchangeKind kind, Func<WireElement, FieldReader, ConcurCall, TCommand> read)
        : base(kind) => this.read = read;

    internal override ReceivedRequest Read(WireElement root, ConcurCall call)
    {
        var fields = new FieldReader();
        var command = read(root, fields, call);
        return new ReceivedRequest<TCommand>(this, call, command, fields.FirstError);
    }

    /// <summary>Which reservation a command names; null where it names none.</summary>
    internal abstract long? ReservationIdOf(TCommand command);

    internal abstract Task<MessageReply> Answer(
        ReceivedRequest<TCommand> request, IMediator mediator, long startedAt, CancellationToken ct);
}
