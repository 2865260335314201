using System.Text;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Infrastructure.ConcurWire.Codec;

/// <summary>What differs between the messages: their roots, and the codes that each may say.</summary>
internal sealed class LimoMessage
{
    private readonly Func<RefusalKind, int> errorCode;
    private readonly Func<ReservationStatus, string> status;
    private readonly byte[] replyRoot;

    private LimoMessage(string name, Func<RefusalKind, int> errorCode, Func<ReservationStatus, string> status)
    {
        RequestRoot = $"CC_Limo{name}Request";
        replyRoot = Encoding.UTF8.GetBytes($"CC_Limo{name}Reply");
        this.errorCode = errorCode;
        this.status = status;
    }

    public static LimoMessage Search { get; } = new("Search", ErrorCodes.OfSearch, _ => "");

    public static LimoMessage Sell { get; } = new("Sell", ErrorCodes.OfSellAndUpdate, StatusCodes.OfSell);

    public static LimoMessage Detail { get; } = new("ReservationDetail", ErrorCodes.OfDetail, StatusCodes.OfDetail);

    public static LimoMessage Update { get; } = new("Update", ErrorCodes.OfSellAndUpdate, StatusCodes.OfUpdateAndPostBack);

    public static LimoMessage Cancel { get; } = new("Cancel", ErrorCodes.OfCancel, StatusCodes.OfCancel);

    private static LimoMessage[] All { get; } = [Search, Sell, Detail, Update, Cancel];

    public static string RequestRoots { get; } = string.Join(", ", All.Select(message => message.RequestRoot));

    public string RequestRoot { get; }

    public ReadOnlySpan<byte> ReplyRoot => replyRoot;

    public static LimoMessage? OfRequest(string? root) => Array.Find(All, message => message.RequestRoot == root);

    public int ErrorCode(RefusalKind kind) => errorCode(kind);

    public string Status(ReservationStatus of) => status(of);
}
