using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Receipts;

/// <summary>
/// Names the Concur user in whose Expense a reservation's receipt appears, before or after the ride ends. It is remembered for the
/// passenger's e-mail address, and receipts of the same passenger that await a recipient go there, too, if they are of vendors that the
/// caller sees.
/// </summary>
/// <param name="ConcurUserId">Concur's UUID of the user.</param>
public sealed record PutReceiptRecipient(Operator By, long ReservationId, string? ConcurUserId)
    : IRequest<Outcome<ReservationReceipts>>, IWrite, IAudited<Outcome<ReservationReceipts>>
{
    public AuditedChange Describe(Outcome<ReservationReceipts> response) =>
        ReceiptAudit.Of(AuditAction.Changed, response.Value, "recipient");
}

/// <summary>The user is a UUID.</summary>
public sealed class PutReceiptRecipientValidator : AbstractValidator<PutReceiptRecipient>
{
    public PutReceiptRecipientValidator() =>
        RuleFor(put => put.ConcurUserId).Must(id => Guid.TryParseExact(id, "D", out var uuid) && uuid != Guid.Empty)
            .OverridePropertyName("concurUserId").WithMessage("Concur's UUID of the user, such as 08bdda1e-0d4f-4261-9f1b-f9b8d9f817d6.");
}

/// <inheritdoc cref="PutReceiptRecipient"/>
public sealed class PutReceiptRecipientHandler(IReservations reservations, IReceipts receipts, TimeProvider clock)
    : IRequestHandler<PutReceiptRecipient, Outcome<ReservationReceipts>>
{
    public async Task<Outcome<ReservationReceipts>> Handle(PutReceiptRecipient request, CancellationToken cancellationToken)
    {
        if (await reservations.FindOf(request.By, request.ReservationId, cancellationToken) is not { } reservation)
            return Refusal.UnknownReservation;
        var (user, now) = (request.ConcurUserId!.ToLowerInvariant(), clock.GetUtcNow());
        var rows = await receipts.Of(reservation.Id, cancellationToken);
        var others = rows.Where(row => row.UserId != user).ToList();
        if (others.Any(row => !row.CanChange(now)))
        {
            return Refusal.NotInThisState("concurUserId",
                "The receipt was sent to another user, or is being sent. Ask that user to delete it in Expense.");
        }
        foreach (var row in others)
            row.AddressTo(user, now);
        reservation.AddressReceiptTo(user);
        var addressed = PassengerKey.Of(reservation.Ride.Passenger) is { Length: > 0 } passenger
            ? await receipts.Remember(reservation.DirectConnectId, passenger, user, request.By.VendorCodes, now, cancellationToken)
            : [];
        return new ReservationReceipts(reservation, rows, await receipts.HasImage(reservation.Id, cancellationToken))
        {
            ChangedVendors = [.. addressed.Prepend(reservation.VendorCode).Distinct()],
        };
    }
}
