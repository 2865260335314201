using Microsoft.AspNetCore.Components;

namespace GroundTransport.Api.Console.Layout;

/// <summary>The HTML document around every page, signed in or not.</summary>
public sealed partial class Document(TimeProvider clock) : ComponentBase
{
    /// <summary>The name of the page, for the browser's title.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>How many requests wait; the title begins with it. Null: none, or the page doesn't count.</summary>
    [Parameter]
    public string? Waiting { get; set; }

    /// <summary>Seconds after which the browser opens the page again; null: never.</summary>
    [Parameter]
    public int? RefreshAfter { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private string FullTitle => Waiting is not null ? $"({Waiting}) {Title} – GroundTransport" : $"{Title} – GroundTransport";

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
