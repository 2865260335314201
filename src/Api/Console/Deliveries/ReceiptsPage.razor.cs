using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Hosting;
using GroundTransport.Application;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Paging;

namespace GroundTransport.Api.Console.Deliveries;

/// <summary>The receipts, newest first.</summary>
public sealed partial class ReceiptsPage : ConsolePage<ReceiptsModel>
{
    private const string Path = ConsolePaths.Deliveries + "/receipts";

    private bool CanRetry => RestConventions.Caller(Context).Role >= Role.Dispatch;

    private string Here => Context.Request.Path + Context.Request.QueryString;

    /// <param name="next">What separates a further parameter; empty: there is none.</param>
    private static string PathOf(ReceiptState? state, string next = "") =>
        Path + (state is { } only ? $"?state={EnumWords.Of(only)}{next}" : next.Length > 0 ? "?" : "");
}

/// <summary>What the page shows.</summary>
/// <param name="State">Null: all.</param>
public sealed record ReceiptsModel(Page<ReceiptDelivery> Page, ReceiptState? State);
