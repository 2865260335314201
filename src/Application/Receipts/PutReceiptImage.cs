using GroundTransport.Application.Callers;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Pipeline;
using GroundTransport.Application.Reservations;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Receipts;

/// <summary>
/// Stores the picture of a receipt, for what a jurisdiction asks for beyond Concur's data. It replaces the one before, until the
/// receipt is sent.
/// </summary>
public sealed record PutReceiptImage(Operator By, long ReservationId, byte[] Content)
    : IRequest<Outcome<ReservationReceipts>>, IWrite, IAudited<Outcome<ReservationReceipts>>
{
    /// <summary>Concur's limit (receipts-v4: Response Codes).</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    public AuditedChange Describe(Outcome<ReservationReceipts> response) =>
        ReceiptAudit.Of(AuditAction.Changed, response.Value, "image");
}

/// <summary>What a picture is: its content decides, never what the caller says.</summary>
internal static class ReceiptImageTypes
{
    private static ReadOnlySpan<byte> Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    /// <summary>Null: none that is sent to Concur.</summary>
    public static string? Of(ReadOnlySpan<byte> content) =>
        content.StartsWith(Png) ? "image/png"
        : content.StartsWith(Jpeg) ? "image/jpeg"
        : content.StartsWith("%PDF-"u8) ? "application/pdf"
        : null;
}

/// <inheritdoc cref="PutReceiptImage"/>
public sealed class PutReceiptImageHandler(IReservations reservations, IReceipts receipts, TimeProvider clock)
    : IRequestHandler<PutReceiptImage, Outcome<ReservationReceipts>>
{
    public async Task<Outcome<ReservationReceipts>> Handle(PutReceiptImage request, CancellationToken cancellationToken)
    {
        if (await reservations.FindOf(request.By, request.ReservationId, cancellationToken) is not { } reservation)
            return Refusal.UnknownReservation;
        if (ReceiptImageTypes.Of(request.Content) is not { } type)
            return Refusal.Malformed("image", "The picture is neither a PNG nor a JPEG nor a PDF.");
        var rows = await receipts.Of(reservation.Id, cancellationToken);
        if (rows.Count > 0 && !rows[0].CanChange(clock.GetUtcNow()))
            return Refusal.NotInThisState("image", "The receipt was sent, or is being sent: its picture can't change any more.");
        await receipts.StoreImage(new ReceiptImage(reservation.Id, type, request.Content), cancellationToken);
        // A sender that claims the receipt meanwhile is a conflict, so that it never goes without its picture.
        if (rows.Count > 0)
            rows[0].Images++;
        return new ReservationReceipts(reservation, rows, HasImage: true);
    }
}
