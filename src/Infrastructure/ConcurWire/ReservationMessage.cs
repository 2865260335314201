using System.Text;
using GroundTransport.Application.Callers;
using GroundTransport.Application.WireLog;
using GroundTransport.Domain;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Reservations;
using GroundTransport.Infrastructure.ConcurWire.Replies;
using GroundTransport.Infrastructure.ConcurWire.Requests;
using GroundTransport.Infrastructure.ConcurWire.Xml;
using MediatR;

namespace GroundTransport.Infrastructure.ConcurWire;

/// <summary>A message about one reservation: its reply contains an Error block and the reservation's details.</summary>
/// <typeparam name="TCommand">What its request asks for.</typeparam>
public sealed class ReservationMessage<TCommand> : ConcurMessage<TCommand>
    where TCommand : class, IRequest<Outcome<Reservation>>
{
    private readonly Func<TCommand, ReservationDetails> echo;
    private readonly Func<RefusalKind, int> errorCode;
    private readonly Func<ReservationStatus, string> status;
    private readonly Func<TCommand, long?> reservationId;
    private readonly Func<TCommand, IRequest<Outcome<Reservation>>>? known;
    private readonly byte[] replyRoot;

    /// <param name="kind">Its name in the wire log and in its roots.</param>
    /// <param name="read">Reads the command, and reports to the field reader what can't be read.</param>
    /// <param name="echo">What a refusal repeats of the request.</param>
    /// <param name="errorCode">The ErrorCode of each kind of refusal: total, and only codes that Concur lists for this message.</param>
    /// <param name="status">The Status of each status of a reservation: total, and only codes that Concur lists for this message.</param>
    /// <param name="reservationId">The reservation that the request names.</param>
    /// <param name="known">Reads what a refusal shows of an existing reservation; null: it shows the echo.</param>
    internal ReservationMessage(
        ExchangeKind kind,
        Func<WireElement, FieldReader, ConcurCall, TCommand> read,
        Func<TCommand, ReservationDetails> echo,
        Func<RefusalKind, int> errorCode,
        Func<ReservationStatus, string> status,
        Func<TCommand, long?> reservationId,
        Func<TCommand, IRequest<Outcome<Reservation>>>? known = null)
        : base(kind, read)
    {
        (this.echo, this.errorCode, this.status, this.reservationId, this.known) = (echo, errorCode, status, reservationId, known);
        replyRoot = Encoding.UTF8.GetBytes(ReplyRoot);
    }

    /// <summary>The reply: UTF-8 without a declaration, valid against docs/schemas.</summary>
    public ReadOnlyMemory<byte> Reply(TCommand command, TimesAre timesAre, Outcome<Reservation> outcome) =>
        outcome.Refusal is { } refusal ? Refuse(refusal, echo(command)) : Write(outcome.Value, timesAre);

    public override ReadOnlyMemory<byte> Refuse(Refusal refusal) => Refuse(refusal, ReservationDetails.Nothing);

    internal override long? ReservationIdOf(TCommand command) => reservationId(command);

    internal override async Task<MessageReply> Answer(
        ReceivedRequest<TCommand> request, IMediator mediator, long startedAt, CancellationToken ct)
    {
        var timesAre = request.Call.Connect.TimesAre;
        Outcome<Reservation> outcome = request.Refusal is { } unreadable ? unreadable : await mediator.Send(request.Command, ct);
        if (outcome.Refusal is not { } refusal)
        {
            var body = Write(outcome.Value, timesAre);
            return new MessageReply(200, body) { Reservation = outcome.Value, Status = status(outcome.Value.Status) };
        }
        var details = await FindKnown(request.Command, refusal, mediator, ct) is { } reservation
            ? DetailsOf(reservation, timesAre)
            : echo(request.Command);
        return new MessageReply(200, Refuse(refusal, details)) { Refusal = refusal };
    }

    /// <summary>The reservation that a refusal shows; not after a failure, which would only happen again.</summary>
    private async Task<Reservation?> FindKnown(TCommand command, Refusal refusal, IMediator mediator, CancellationToken ct)
    {
        if (known is null || refusal.Kind == RefusalKind.Failure)
            return null;
        return await mediator.Send(known(command), ct) is { IsRefused: false } found ? found.Value : null;
    }

    private byte[] Refuse(Refusal refusal, ReservationDetails details)
    {
        var writer = WireWriter.Start();
        writer.Open(replyRoot);
        writer.Error(errorCode(refusal.Kind), refusal);
        writer.Details(details);
        writer.Close(replyRoot);
        return writer.Finish();
    }

    private byte[] Write(Reservation reservation, TimesAre timesAre)
    {
        var writer = WireWriter.Start();
        writer.Open(replyRoot);
        writer.NoError();
        writer.Details(DetailsOf(reservation, timesAre));
        writer.Close(replyRoot);
        return writer.Finish();
    }

    private ReservationDetails DetailsOf(Reservation reservation, TimesAre timesAre) =>
        ReservationDetails.Of(reservation, status(reservation.Status), timesAre);
}
