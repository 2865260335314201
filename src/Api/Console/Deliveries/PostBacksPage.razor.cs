using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Hosting;
using GroundTransport.Application;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.Paging;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Statistics;

namespace GroundTransport.Api.Console.Deliveries;

/// <summary>The PostBacks, newest first.</summary>
public sealed partial class PostBacksPage : ConsolePage<PostBacksModel>
{
    private bool CanRetry => RestConventions.Caller(Context).Role >= Role.Dispatch;

    private string Here => Context.Request.Path + Context.Request.QueryString;

    /// <param name="next">What separates a further parameter; empty: there is none.</param>
    private static string PathOf(DeliveryState? state, string next = "") =>
        ConsolePaths.Deliveries + (state is { } only ? $"?state={EnumWords.Of(only)}{next}" : next.Length > 0 ? "?" : "");

    private static string NameOf(DeliveryState state) => state switch
    {
        DeliveryState.Pending => "Waiting",
        DeliveryState.Dead => "Given up",
        _ => state.ToString(),
    };
}

/// <summary>What the page shows.</summary>
/// <param name="State">Null: all.</param>
/// <param name="Backlog">Null: it can't be counted now.</param>
public sealed record PostBacksModel(Page<PostBackRow> Page, DeliveryState? State, PostBackBacklog? Backlog);
