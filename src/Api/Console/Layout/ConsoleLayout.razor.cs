using GroundTransport.Api.Hosting;
using GroundTransport.Application.Callers;
using Microsoft.AspNetCore.Components;

namespace GroundTransport.Api.Console.Layout;

/// <summary>What all pages of a session have around them: navigation, search, who is signed in, the notice, the keys.</summary>
public sealed partial class ConsoleLayout(Notices notices) : ComponentBase
{
    private static readonly (string Path, string Name, string Key, Role Role)[] Pages =
    [
        (ConsolePaths.Waiting, "Waiting", "w", Role.Read),
        (ConsolePaths.Rides, "Rides", "r", Role.Read),
        (ConsolePaths.Rates, "Rates", "p", Role.Read),
        (ConsolePaths.Deliveries, "Deliveries", "d", Role.Read),
        (ConsolePaths.Overview, "Overview", "o", Role.Read),
        (ConsolePaths.Settings, "Settings", "s", Role.Admin),
    ];

    private Notice? notice;

    /// <summary>The page's heading, and its name in the title.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The page's path, as the navigation has it.</summary>
    [Parameter, EditorRequired]
    public string Current { get; set; } = "";

    /// <summary>How many requests wait; null: none, or the page doesn't count them.</summary>
    [Parameter]
    public string? Waiting { get; set; }

    /// <summary>What was searched for; the search field keeps it.</summary>
    [Parameter]
    public string Searched { get; set; } = "";

    /// <summary>A notice of this answer itself; otherwise the one that the action before it left.</summary>
    [Parameter]
    public Notice? Notice { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>The request that the page answers.</summary>
    [CascadingParameter]
    public HttpContext Context { get; set; } = null!;

    private Operator Caller => RestConventions.Caller(Context);

    private string Scope => Caller.VendorCodes is { } vendors ? string.Join(", ", vendors) : "all vendors";

    private string Tone => notice!.Kind switch { NoticeKind.Good => "good", NoticeKind.Warning => "waiting", _ => "wrong" };

    private string Word => notice!.Kind switch { NoticeKind.Good => "Done", NoticeKind.Warning => "Look", _ => "Not done" };

    protected override void OnInitialized() => notice = Notice ?? notices.Take(Context);
}
