using Microsoft.AspNetCore.Components;

namespace GroundTransport.Api.Console.Parts;

/// <summary>
/// A box above the page that a button with <c>popovertarget</c> opens. It is the browser's own popover: it needs no script.
/// </summary>
public sealed partial class Dialog : ComponentBase
{
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
