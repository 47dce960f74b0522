namespace Repro.Report.Figures;

/// <summary>How a figure is drawn.</summary>
internal enum FigureKind
{
    /// <summary>Lines over neighbouring layers or another number.</summary>
    Lines,

    /// <summary>Points over numbers that are no neighbours, such as layers that bear an adapter: nothing lies between them.</summary>
    Points,

    /// <summary>Points over named conditions, which stand on the vertical axis.</summary>
    Conditions,

    /// <summary>A cell a point: a line is a row.</summary>
    HeatMap,
}
