namespace GroundTransport.Application.Delivery;

/// <summary>What an answer says about how many messages its receiver takes at once.</summary>
public enum WindowEffect
{
    /// <summary>Nothing: for example, the token is wrong.</summary>
    None,

    /// <summary>The receiver processes what it gets.</summary>
    Grow,

    /// <summary>The receiver is overloaded.</summary>
    Halve,
}
