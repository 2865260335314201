using Microsoft.AspNetCore.Components;

namespace GroundTransport.Api.Console.Rates;

/// <summary>The fields of one end of a journey.</summary>
public sealed partial class PlaceFields : ComponentBase
{
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter, EditorRequired]
    public RideFields Ride { get; set; } = null!;

    [Parameter]
    public string Error { get; set; } = "";
}
