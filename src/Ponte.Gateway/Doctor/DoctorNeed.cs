namespace Ponte.Gateway.Doctor;

/// <summary>What a check cannot do without; each includes those before it.</summary>
internal enum DoctorNeed
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>A database that answers.</summary>
    Database,

    /// <summary>The key that opens what it holds.</summary>
    Key,
}
