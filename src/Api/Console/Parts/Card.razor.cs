using Microsoft.AspNetCore.Components;

namespace GroundTransport.Api.Console.Parts;

/// <summary>A part of a page with its heading.</summary>
public sealed partial class Card : ComponentBase
{
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>Its id, also that of a part which the script reads again; empty: none.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>Whether the script reads it again when something changes; it then needs an id.</summary>
    [Parameter]
    public bool Live { get; set; }

    /// <summary>Shown at the right of the heading, such as a link.</summary>
    [Parameter]
    public RenderFragment? Aside { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
