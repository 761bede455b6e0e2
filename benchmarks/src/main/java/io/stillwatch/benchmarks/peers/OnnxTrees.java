package io.stillwatch.benchmarks.peers;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.stillwatch.detector.forest.IsolationForest;
import io.stillwatch.detector.forest.Tree;

/**
 * A forest as an ONNX model of one node, ai.onnx.ml.TreeEnsembleRegressor: rows in, the sum of each
 * row's paths over all trees out.
 */
final class OnnxTrees {
  static final String INPUT = "rows";
  static final String OUTPUT = "paths";

  private static final int IR_VERSION = 8;
  private static final int OPSET = 13;
  private static final int ML_OPSET = 3;

  private final AttributeProto.Builder treeIds = integers("nodes_treeids");
  private final AttributeProto.Builder nodeIds = integers("nodes_nodeids");
  private final AttributeProto.Builder features = integers("nodes_featureids");
  private final AttributeProto.Builder thresholds = floats("nodes_values");
  private final AttributeProto.Builder lefts = integers("nodes_truenodeids");
  private final AttributeProto.Builder rights = integers("nodes_falsenodeids");
  private final AttributeProto.Builder missingGoesLeft =
      integers("nodes_missing_value_tracks_true");
  private final AttributeProto.Builder modes =
      attribute("nodes_modes", AttributeProto.AttributeType.STRINGS);
  private final AttributeProto.Builder leafTreeIds = integers("target_treeids");
  private final AttributeProto.Builder leafNodeIds = integers("target_nodeids");
  private final AttributeProto.Builder targets = integers("target_ids");
  private final AttributeProto.Builder paths = floats("target_weights");

  private OnnxTrees() {}

  static byte[] model(IsolationForest forest) {
    OnnxTrees trees = new OnnxTrees();
    for (int number = 0; number < forest.trees(); number++) {
      trees.add(number, forest.tree(number));
    }
    return model(trees.node(), forest.columns()).toByteArray();
  }

  private void add(int number, Tree tree) {
    for (int node = 0; node < tree.size(); node++) {
      treeIds.addInts(number);
      nodeIds.addInts(node);
      if (tree.isLeaf(node)) {
        addLeaf(number, node, tree.path(node));
      } else {
        addSplit(tree, node);
      }
    }
  }

  private void addSplit(Tree tree, int node) {
    modes.addStrings(ByteString.copyFromUtf8("BRANCH_LT"));
    features.addInts(tree.feature(node));
    thresholds.addFloats(tree.threshold(node));
    lefts.addInts(tree.left(node));
    rights.addInts(tree.left(node) + 1L);
    missingGoesLeft.addInts(tree.missingGoesLeft(node) ? 1 : 0);
  }

  private void addLeaf(int number, int node, double path) {
    modes.addStrings(ByteString.copyFromUtf8("LEAF"));
    features.addInts(0);
    thresholds.addFloats(0);
    lefts.addInts(0);
    rights.addInts(0);
    missingGoesLeft.addInts(0);
    leafTreeIds.addInts(number);
    leafNodeIds.addInts(node);
    targets.addInts(0);
    paths.addFloats((float) path);
  }

  private NodeProto node() {
    return NodeProto.newBuilder()
        .setOpType("TreeEnsembleRegressor")
        .setDomain("ai.onnx.ml")
        .addInput(INPUT)
        .addOutput(OUTPUT)
        .addAttribute(attribute("n_targets", AttributeProto.AttributeType.INT).setI(1))
        .addAttribute(treeIds)
        .addAttribute(nodeIds)
        .addAttribute(features)
        .addAttribute(thresholds)
        .addAttribute(lefts)
        .addAttribute(rights)
        .addAttribute(missingGoesLeft)
        .addAttribute(modes)
        .addAttribute(leafTreeIds)
        .addAttribute(leafNodeIds)
        .addAttribute(targets)
        .addAttribute(paths)
        .build();
  }

  private static ModelProto model(NodeProto node, int columns) {
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
        .addOpsetImport(
            OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(ML_OPSET))
        .setGraph(
            GraphProto.newBuilder()
                .setName("isolation forest")
                .addNode(node)
                .addInput(matrix(INPUT, columns))
                .addOutput(matrix(OUTPUT, 1)))
        .build();
  }

  /** Any number of rows. */
  private static ValueInfoProto matrix(String name, int columns) {
    TensorShapeProto shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"))
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns))
            .build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT.getNumber())
                        .setShape(shape)))
        .build();
  }

  private static AttributeProto.Builder integers(String name) {
    return attribute(name, AttributeProto.AttributeType.INTS);
  }

  private static AttributeProto.Builder floats(String name) {
    return attribute(name, AttributeProto.AttributeType.FLOATS);
  }

  private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }
}
