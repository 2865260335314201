using Microsoft.AspNetCore.Components;

namespace GroundTransport.Api.Console.Parts;

/// <summary>What an empty list shows instead: what will appear there, and what to do first.</summary>
public sealed partial class EmptyState : ComponentBase
{
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
